"""The ways to a page: navigation, search, lists, months, signposts, stickers, cards."""
