"""Values: JSON into checked models and back."""
