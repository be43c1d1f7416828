"""Security 資訊安全: the plan, the self-assessment with the consultant's check, and the domestic share."""
