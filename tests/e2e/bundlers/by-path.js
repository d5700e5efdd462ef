// An app that imports the script by its path in the project.
import "./amts-status/amts-status.js";
