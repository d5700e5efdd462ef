<?php

/**
 * Gives the plugin's reader hostile snapshots and mutations of real ones, without WordPress.
 *
 * Reads from its input, as JSON: `list` (the file of what may stand in a snapshot), `snapshots`, `hostile`, `naughty`, `rounds`.
 * Writes `read` (how many of the snapshots are read), `let_through` (of the hostile ones), `shown` (of the mutations: each as it
 * was, as the plugin writes it, and which elements the plugin takes to stand in which), `refused`, and `wrong`: what the plugin writes and does not read again as the same.
 */

namespace AmtsStatus;

use UnexpectedValueException;

foreach (['Element', 'links', 'reader', 'writer'] as $part) {
    require dirname(__DIR__, 3) . "/integrations/wordpress/amts-status/includes/$part.php";
}

$given = json_decode(stream_get_contents(STDIN), true);
$rules = json_decode(file_get_contents($given['list']), true);
$naughty = $given['naughty'];
mt_srand(20240222);

$read = function (string $html) use ($rules): ?Element {
    try {
        return readSnapshot($html, $rules);
    } catch (UnexpectedValueException $refused) {
        return null;
    }
};
// The names of the elements, each with those in it.
$shape = function (Element $element) use (&$shape): string {
    return $element->name . '(' . implode(' ', array_map($shape, array_filter($element->children, 'is_object'))) . ')';
};
$pick = function (array $list) {
    return $list[mt_rand(0, count($list) - 1)];
};
// A place in a text, between two characters.
$place = function (string $html): int {
    $at = mt_rand(0, strlen($html) - 1);
    while (preg_match('~^[\x80-\xbf]~', $html[$at]) === 1) {
        $at -= 1;
    }
    return $at;
};
$insert = function (string $html, int $at, string $more): string {
    return substr($html, 0, $at) . $more . substr($html, $at);
};
// Replaces one of the places that a pattern finds.
$change = function (string $html, string $pattern, callable $to) use ($pick): string {
    preg_match_all($pattern, $html, $found, PREG_OFFSET_CAPTURE);
    if ($found[0] === []) {
        return $html;
    }
    [$text, $at] = $pick($found[0]);
    return substr($html, 0, $at) . $to($text) . substr($html, $at + strlen($text));
};
$mutations = [
    function ($html) use ($change, $pick, $naughty) {
        return $change($html, '~<\w+~', function ($tag) use ($pick, $naughty) {
            return "$tag " . $pick($naughty['attributes']);
        });
    },
    function ($html) use ($insert, $place, $pick, $naughty) {
        return $insert($html, $place($html), $pick($naughty['markup']));
    },
    // Where another element begins, so that what is well-formed stays so.
    function ($html) use ($change, $pick, $naughty) {
        return $change($html, '~(?<=>)<(?!/)~', function ($tag) use ($pick, $naughty) {
            return $pick($naughty['nested']) . $tag;
        });
    },
    function ($html) use ($change, $pick, $naughty) {
        return $change($html, '~<(\w+)[^<>]*></\1>~', function ($whole) use ($pick, $naughty) {
            return str_replace('></', '>' . $pick($naughty['nested']) . '</', $whole);
        });
    },
    function ($html) use ($place) {
        [$from, $to] = [$place($html), $place($html)];
        return substr($html, 0, $from) . substr($html, $to);
    },
    function ($html) use ($change, $pick, $naughty) {
        return $change($html, '~(?<=<)\w+~', function () use ($pick, $naughty) {
            return $pick($naughty['elements']);
        });
    },
    function ($html) use ($change, $pick, $naughty) {
        return $change($html, '~(?<=href=")[^"]*~', function () use ($pick, $naughty) {
            return $pick($naughty['links']);
        });
    },
    function ($html) use ($change, $pick, $naughty) {
        return $change($html, '~(?<=class=")~', function () use ($pick, $naughty) {
            return $pick($naughty['words']) . ' ';
        });
    },
    function ($html) use ($change, $pick, $naughty) {
        return $change($html, '~(?<=>)[^<>]{3,}(?=<)~', function () use ($pick, $naughty) {
            return $pick($naughty['texts']);
        });
    },
    function ($html) {
        return $html;
    },
];

$shown = [];
$wrong = [];
$refused = 0;
for ($round = 0; $round < $given['rounds']; $round += 1) {
    $html = $pick($given['snapshots']);
    for ($n = mt_rand(0, 2); $n >= 0; $n -= 1) {
        $html = $html === '' ? '' : $pick($mutations)($html);
    }
    $snapshot = $read($html);
    if ($snapshot === null) {
        $refused += 1;
        continue;
    }
    $written = write($snapshot);
    $again = $read(preg_replace_callback('~&#x([0-9a-f]+);~', function ($found) {
        return htmlspecialchars(chr(hexdec($found[1])), ENT_COMPAT | ENT_HTML5);
    }, $written));
    if ($again != $snapshot) {
        $wrong[] = substr($written, 0, 200);
    }
    // What another filter would find to read.
    if (preg_match('~[][{}*8\'&-]~', preg_replace('~<[^<>]*>|&#x[0-9a-f]+;~', '', $written)) === 1) {
        $wrong[] = 'a filter would read it';
    }
    $shown[] = [$html, $written, $shape($snapshot)];
}
echo json_encode([
    'read' => count(array_filter(array_map($read, $given['snapshots']))),
    'let_through' => array_values(array_filter($given['hostile'], $read)),
    'shown' => $shown,
    'refused' => $refused,
    'wrong' => $wrong,
], JSON_INVALID_UTF8_SUBSTITUTE), "\n";
