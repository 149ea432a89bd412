"""What goes wrong on a wire, and what each client makes of it."""
