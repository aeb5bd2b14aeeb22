"""The process that faces the public: the door to the assistant, pages, widget files, REST API."""
