use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq)]
struct Item {
    name: String,
    count: u32,
    tags: Vec<String>,
}

struct Inventory {
    items: HashMap<String, Item>,
    log: Vec<String>,
}

impl Inventory {
    fn new() -> Self {
        Inventory { items: HashMap::new(), log: Vec::new() }
    }

    fn add(&mut self, item: Item) -> &mut Item {
        let key = item.name.clone();
        self.log.push(format!("add {}", key));
        self.items.entry(key).or_insert(item)
    }

    fn find(&self, name: &str) -> Option<&Item> {
        self.items.get(name)
    }

    fn take(&mut self, name: &str) -> Option<Item> {
        let item = self.items.remove(name)?;
        self.log.push(item.name.clone());
        Some(item)
    }

    fn rename(&mut self, from: &str, to: String) -> bool {
        if let Some(mut item) = self.take(from) {
            item.name = to.clone();
            self.items.insert(to, item);
            true
        } else {
            false
        }
    }

    fn longest(&self) -> Option<&str> {
        let mut best: Option<&str> = None;
        for item in self.items.values() {
            match best {
                Some(name) if name.len() >= item.name.len() => {}
                _ => best = Some(&item.name),
            }
        }
        best
    }

    fn total(&self) -> u32 {
        self.items.values().map(|item| item.count).sum()
    }

    fn into_log(self) -> Vec<String> {
        self.log
    }
}

fn main() {
    let mut inventory = Inventory::new();
    let item = Item { name: String::from("bolt"), count: 4, tags: vec![String::from("metal")] };
    let copy = item.clone();
    inventory.add(item).count += 1;
    if let Some(found) = inventory.find("bolt") {
        println!("{} {}", found.name, found.count);
    }
    assert!(inventory.rename("bolt", String::from("screw")));
    let other = Item { count: 2, ..copy };
    inventory.add(other);
    println!("{:?} {}", inventory.longest(), inventory.total());
    let log = inventory.into_log();
    for line in &log {
        println!("{line}");
    }
}
