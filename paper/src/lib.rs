//! What only paper needs. In the browser a module of its own, which is loaded when somebody prints.

pub mod code;
pub mod sheet;

#[cfg(target_arch = "wasm32")]
mod exports;
