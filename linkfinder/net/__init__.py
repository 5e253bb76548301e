"""What is known of HTTP itself, beside any client: pure readers of what servers say in headers."""
