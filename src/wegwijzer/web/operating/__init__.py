"""What an operator watches: whether it lives, whether it is ready, what it counts, and a number for every request."""
