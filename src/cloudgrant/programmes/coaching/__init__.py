"""Coaching 輔導資服產業轉型雲服務: information service providers are helped from project work to subscriptions."""
