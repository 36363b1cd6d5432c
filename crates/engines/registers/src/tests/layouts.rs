//! Other layouts that offices use.
