"""Say what a record is: LinkML schemas, and the plans compiled from them."""
