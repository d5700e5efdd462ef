//! The editor in the browser: starts the application of src/editor/.

fn main() {
    amtsstatus::editor::browser::start();
}
