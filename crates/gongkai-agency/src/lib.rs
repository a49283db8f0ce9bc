//! Whose report it is: kind and level of an organ, from its name.
