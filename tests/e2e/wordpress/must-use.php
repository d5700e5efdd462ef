<?php

/**
 * Lets the WordPress of a journey fetch from this machine, whose certificate an authority of the tests has signed.
 */

// Nobody is written to.
function wp_mail(): bool
{
    return true;
}

add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', function (array $ports, string $host, string $url): array {
    return array_merge($ports, [(int) parse_url($url, PHP_URL_PORT)]);
}, 10, 3);
add_filter('http_request_args', function (array $arguments): array {
    return ['sslcertificates' => (string) getenv('AMTS_WP_AUTHORITY')] + $arguments;
});
