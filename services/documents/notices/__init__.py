"""What is written for one reader alone: the notice to the alleged perpetrator, a referral within a consent."""
