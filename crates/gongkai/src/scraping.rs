//! Reading and keeping what a walk over sites fetches.
