"""Small widgets that several screens share; each knows nothing of the screens it is on."""
