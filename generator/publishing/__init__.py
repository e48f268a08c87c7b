"""The only writer: stages, MkDocs, the last look, and the swap into place."""
