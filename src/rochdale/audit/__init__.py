"""The record of every act, and the checks that re-read the books, registers and rolls."""
