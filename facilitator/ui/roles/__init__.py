"""The place People: who carries the programme, and what of it needs somebody."""
