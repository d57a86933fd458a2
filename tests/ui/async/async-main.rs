async fn main() {} //~ ERROR E0752
