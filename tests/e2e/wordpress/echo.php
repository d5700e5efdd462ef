<?php

/**
 * Names each place of the given files that writes something to the page which was not escaped there.
 *
 * What stands between the commas of an `echo` is a text without a variable, or one call of a function that escapes.
 */

const ESCAPES = ['esc_html', 'esc_attr', 'esc_url', 'esc_textarea'];
const WRITES = [T_PRINT, T_OPEN_TAG_WITH_ECHO, T_INLINE_HTML];

/** Tells whether a piece of an `echo`, without blanks, is harmless. */
function isEscaped(array $piece): bool
{
    $first = $piece[0] ?? '';
    if (count($piece) === 1) {
        return is_array($first) && $first[0] === T_CONSTANT_ENCAPSED_STRING;
    }
    if (!is_array($first) || !in_array($first[1], ESCAPES, true) || $piece[1] !== '(') {
        return false;
    }
    $depth = 0;
    foreach ($piece as $n => $token) {
        $depth += $token === '(' ? 1 : ($token === ')' ? -1 : 0);
        // The call ends where the piece ends.
        if ($n > 0 && $depth === 0 && $n < count($piece) - 1) {
            return false;
        }
    }
    return true;
}

foreach (array_slice($argv, 1) as $file) {
    $tokens = array_values(array_filter(token_get_all(file_get_contents($file)), function ($token) {
        return !is_array($token) || !in_array($token[0], [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT], true);
    }));
    foreach ($tokens as $at => $token) {
        $kind = is_array($token) ? $token[0] : null;
        $bad = in_array($kind, WRITES, true) || ($kind === T_STRING && in_array($token[1], ['printf', 'vprintf', 'print_r'], true));
        if ($kind === T_ECHO) {
            $pieces = [[]];
            $depth = 0;
            for ($next = $at + 1; $tokens[$next] !== ';'; $next += 1) {
                $depth += in_array($tokens[$next], ['(', '['], true) ? 1 : (in_array($tokens[$next], [')', ']'], true) ? -1 : 0);
                if ($depth === 0 && $tokens[$next] === ',') {
                    $pieces[] = [];
                } else {
                    $pieces[count($pieces) - 1][] = $tokens[$next];
                }
            }
            $bad = array_filter($pieces, 'isEscaped') !== $pieces;
        }
        if ($bad) {
            echo "$file:", is_array($token) ? $token[2] : '?', "\n";
        }
    }
}
