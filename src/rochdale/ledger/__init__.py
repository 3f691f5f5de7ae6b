"""The books: accounts, entries and their postings, holds, and days that are closed for good."""
