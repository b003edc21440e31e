function activate() {
  // Nothing: that is what is measured.
}

module.exports = { activate };
