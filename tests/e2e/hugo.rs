//! The shortcode for Hugo, in a site that Debian's builds.
