"""What to take care with while people talk: names, phone numbers, judging words, matters for elsewhere."""
