"""Bytes: calendars, templates, QR codes and pictures."""
