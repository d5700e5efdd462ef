<?php

/**
 * Says what has become true of a snapshot since it was rendered, as embed/snapshot.js does.
 */

namespace AmtsStatus;

use DateTimeImmutable;
use Exception;

/** Ages a snapshot to a moment, in seconds since 1970. Nothing that it said when it was rendered is taken back. */
function age(Element $snapshot, int $now): void
{
    $snapshot->children = array_values(array_filter($snapshot->children, function ($child) use ($now) {
        $until = is_string($child) ? null : $child->attribute('data-amts-until');
        return $until === null || moment($until) === null || moment($until) > $now;
    }));
    $said = saidBy($snapshot->attribute('data-amts-later') ?? '', $now);
    if ($said !== null && $snapshot->text() !== $said) {
        $warning = new Element('p', ['class' => 'amts-caution']);
        $warning->children = [$said];
        $snapshot->children = [$warning];
    }
    foreach ($snapshot->children as $child) {
        if (!is_string($child)) {
            age($child, $now);
        }
    }
}

/** Returns the last of the lines, each a time and a text, whose time has come. */
function saidBy(string $lines, int $now): ?string
{
    $said = null;
    foreach (explode("\n", $lines) as $line) {
        [$from, $text] = array_pad(explode(' ', $line, 2), 2, '');
        $from = moment($from);
        if ($from !== null && $from <= $now && $text !== '') {
            $said = $text;
        }
    }
    return $said;
}

/** Returns a time as a feed writes it, in seconds since 1970; `null` where it is none. */
function moment(string $stamp): ?int
{
    // Whatever else PHP would understand, such as "tomorrow", is no time of a feed.
    if (preg_match('~^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$~D', $stamp) !== 1) {
        return null;
    }
    try {
        return (new DateTimeImmutable($stamp))->getTimestamp();
    } catch (Exception $impossible) {
        return null;
    }
}
