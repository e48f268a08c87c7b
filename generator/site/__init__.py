"""The public site and the staff handbook, as Markdown. Nothing of a customer is here."""
