"""What is written for the plan itself: signals, words for who must act unread, the notice to him, its own texts."""
