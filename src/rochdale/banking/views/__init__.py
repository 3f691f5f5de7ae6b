"""The pages of banking: request in, one call, response out."""
