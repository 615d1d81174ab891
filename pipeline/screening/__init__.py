"""Which sentences cannot hold an event, told from their words alone, so that they need no parse."""
