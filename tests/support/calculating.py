"""What a product's page holds for its date calculator."""

from __future__ import annotations

import json
import re
from typing import Any


def data_in(page: str) -> Any:
    """The calculator's data of a page, Markdown or HTML."""
    found = re.search(r'<script type="application/json" id="care-calculator-data">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])
