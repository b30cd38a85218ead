"""What every test has in common."""

from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine than about the program.
settings.register_profile("facilitator", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("facilitator")
