"""Required benefits 計畫必要效益: commitments, closing, and what is tracked for two years after it."""
