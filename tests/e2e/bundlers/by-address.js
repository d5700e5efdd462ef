// An app that imports the script by its address on the web server, where the whole folder lies.
import "/amts-status/VERSION/amts-status.js";
