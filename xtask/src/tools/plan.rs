//! What is missing is told before any of it is installed: name, version, place and time.

use anyhow::{Context as _, Result};

/// Something that a chore needs.
pub trait Part {
    /// Names it, with its version where we choose that.
    fn name(&self) -> Result<String>;
    /// Says where it goes.
    fn place(&self) -> Result<String>;
    /// Says roughly how long it takes.
    fn time(&self) -> String;
    /// Tells whether it is there already.
    fn is_there(&self) -> Result<bool>;
    /// Fails where something of the machine's own is missing, without which it cannot be installed.
    fn check(&self) -> Result<()>;
    /// Installs it.
    fn install(&self) -> Result<()>;
}

/// Says what is there and what is missing, and then installs that: all of it, or nothing if one part cannot be.
pub fn install(parts: &[&dyn Part]) -> Result<()> {
    let mut missing = Vec::new();
    for part in parts {
        if part.is_there()? {
            println!("  ok  {}", part.name()?);
        } else {
            missing.push(*part);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    print!("\nMissing; will be installed, once:\n{}\n", plan(&missing)?);
    for part in &missing {
        part.check()
            .with_context(|| format!("{} cannot be installed, so nothing was", name(*part)))?;
    }
    for part in &missing {
        println!("  ..  installing {}", part.name()?);
        part.install()
            .with_context(|| format!("cannot install {}", name(*part)))?;
    }
    Ok(())
}

fn name(part: &dyn Part) -> String {
    part.name().unwrap_or_default()
}

/// Gives three lines to each: names of many packages are long.
fn plan(missing: &[&dyn Part]) -> Result<String> {
    let mut plan = String::new();
    for part in missing {
        let (name, place, time) = (part.name()?, part.place()?, part.time());
        plan += &format!("  {name}\n      to {place}\n      {time}\n");
    }
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use anyhow::ensure;

    use super::*;

    #[derive(Default)]
    struct Fake {
        there: Cell<bool>,
        impossible: bool,
    }

    impl Part for Fake {
        fn name(&self) -> Result<String> {
            Ok("tool 1.2".to_owned())
        }

        fn place(&self) -> Result<String> {
            Ok("/cache/tool-1.2".to_owned())
        }

        fn time(&self) -> String {
            "about 3 minutes".to_owned()
        }

        fn is_there(&self) -> Result<bool> {
            Ok(self.there.get())
        }

        fn check(&self) -> Result<()> {
            ensure!(!self.impossible, "npm is missing");
            Ok(())
        }

        fn install(&self) -> Result<()> {
            assert!(!self.there.replace(true), "installed twice");
            Ok(())
        }
    }

    #[test]
    fn the_plan_says_what_comes_where_and_for_how_long() {
        let lines = "  tool 1.2\n      to /cache/tool-1.2\n      about 3 minutes\n";
        assert_eq!(plan(&[&Fake::default()]).unwrap(), lines);
    }

    #[test]
    fn what_is_missing_is_installed_once() {
        let part = Fake::default();
        install(&[&part]).unwrap();
        install(&[&part]).unwrap();
        assert!(part.there.get());
    }

    #[test]
    fn nothing_is_installed_if_one_of_them_cannot_be() {
        let possible = Fake::default();
        let impossible = Fake {
            impossible: true,
            ..Fake::default()
        };
        let error = install(&[&possible, &impossible]).unwrap_err();
        assert_eq!(
            format!("{error:#}"),
            "tool 1.2 cannot be installed, so nothing was: npm is missing"
        );
        assert!(!possible.there.get());
    }
}
