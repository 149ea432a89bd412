"""What a fake of a provider is made of."""
