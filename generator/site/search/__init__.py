"""What the search box knows: pages as it reads them, how words are typed and slip, and what readers' words lead to."""
