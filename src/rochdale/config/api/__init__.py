"""The door for programs: `/api/v1`, put together from what each room says in its `api.py`."""
