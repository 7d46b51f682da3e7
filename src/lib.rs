//! Lastmile without a browser: the model of a project, its engines and its record.
