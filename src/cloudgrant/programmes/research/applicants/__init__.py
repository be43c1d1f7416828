"""Who may apply 申請對象及資格: the members of a consortium, and what is asked of each."""
