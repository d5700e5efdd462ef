<?php

/**
 * Tells which addresses may stand in a link, as src/feed/contact and embed/allow.js do.
 */

namespace AmtsStatus;

const LABEL = '[A-Za-z0-9À-ÖØ-öø-ÿ-]+';
const HOST = LABEL . '(\.' . LABEL . ')+';

/** Tells whether an address may stand in a link of a snapshot. */
function isLink(string $address): bool
{
    return preg_match('~^mailto:[A-Za-z0-9._+-]+@' . HOST . '$~Du', $address) === 1
        || preg_match('~^tel:\+?[0-9]{3,15}$~D', $address) === 1
        || isWebAddress($address);
}

/** Tells whether it is an `https` address of a host with a dot, without user name, blanks and control characters. */
function isWebAddress(string $address): bool
{
    return preg_match('~^https://' . HOST . '(:[0-9]*)?([/?#].*)?$~Diu', $address) === 1
        && preg_match('~[\s\p{Z}\p{Cc}\x{feff}\\\\]|\.$~Du', $address) === 0
        && strlen($address) <= 2048;
}
