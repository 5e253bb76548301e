"""What happens to a request before it is sent, and to a response before it is read."""
