"""Personal data: masked before it is kept."""
