fn main() {
    let message = format!("a very long format string that goes on and on: {} and then some more text to be sure that the line is cut somewhere", missing_name_here);
                                                                      let far_right: i32 = "indented so far that the left side of the line is worth cutting away in the output";
}
