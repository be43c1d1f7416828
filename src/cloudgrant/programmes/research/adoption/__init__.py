"""Adoption 帶動中小企業客戶使用: customers, how faithful they are, and what is judged at acceptance."""
