"""Writing a rule: the words it may use, and the tree that it becomes."""
