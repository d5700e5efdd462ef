<?php

/**
 * Holds one element of a snapshot.
 */

namespace AmtsStatus;

final class Element
{
    /** @var string its name, as it is written */
    public $name;

    /** @var array<string, string> its attributes, by name */
    public $attributes;

    /** @var array<Element|string> elements and texts, in their order */
    public $children = [];

    public function __construct(string $name, array $attributes = [])
    {
        $this->name = $name;
        $this->attributes = $attributes;
    }

    /** Returns the value of an attribute, `null` where it is not set. */
    public function attribute(string $name): ?string
    {
        return $this->attributes[$name] ?? null;
    }

    /** Tells whether it has this class. */
    public function hasClass(string $class): bool
    {
        return in_array($class, explode(' ', $this->attributes['class'] ?? ''), true);
    }

    /** Returns all text in it. */
    public function text(): string
    {
        $text = '';
        foreach ($this->children as $child) {
            $text .= is_string($child) ? $child : $child->text();
        }
        return $text;
    }

    /**
     * Returns itself and every element in it, in their order.
     *
     * @return Element[]
     */
    public function all(): array
    {
        $all = [[$this]];
        foreach ($this->children as $child) {
            if (!is_string($child)) {
                $all[] = $child->all();
            }
        }
        return array_merge(...$all);
    }
}
