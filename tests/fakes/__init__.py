"""Working stand-ins for what lies outside: each passes the contract suite of its port."""
