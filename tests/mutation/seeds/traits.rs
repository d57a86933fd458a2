use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::{Add, AddAssign, Deref, DerefMut, Index, IndexMut};
use std::rc::{Rc, Weak};

#[derive(Debug, Clone, PartialEq)]
struct Matrix {
    rows: Vec<Vec<i64>>,
}

impl Add for Matrix {
    type Output = Matrix;

    fn add(mut self, other: Matrix) -> Matrix {
        for (row, more) in self.rows.iter_mut().zip(other.rows) {
            for (cell, value) in row.iter_mut().zip(more) {
                *cell += value;
            }
        }
        self
    }
}

impl AddAssign<i64> for Matrix {
    fn add_assign(&mut self, value: i64) {
        for row in &mut self.rows {
            for cell in row {
                *cell += value;
            }
        }
    }
}

impl Index<usize> for Matrix {
    type Output = Vec<i64>;

    fn index(&self, row: usize) -> &Vec<i64> {
        &self.rows[row]
    }
}

impl IndexMut<usize> for Matrix {
    fn index_mut(&mut self, row: usize) -> &mut Vec<i64> {
        &mut self.rows[row]
    }
}

struct Guarded<T> {
    value: T,
    writes: Cell<u32>,
}

impl<T> Deref for Guarded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Guarded<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.writes.set(self.writes.get() + 1);
        &mut self.value
    }
}

impl<T> Drop for Guarded<T> {
    fn drop(&mut self) {
        println!("{} writes", self.writes.get());
    }
}

struct Tree {
    name: String,
    parent: RefCell<Weak<Tree>>,
    children: RefCell<Vec<Rc<Tree>>>,
}

impl Tree {
    fn new(name: &str) -> Rc<Tree> {
        Rc::new(Tree { name: name.to_string(), parent: RefCell::new(Weak::new()), children: RefCell::new(Vec::new()) })
    }

    fn adopt(self: &Rc<Self>, child: Rc<Tree>) {
        *child.parent.borrow_mut() = Rc::downgrade(self);
        self.children.borrow_mut().push(child);
    }

    fn path(&self) -> String {
        match self.parent.borrow().upgrade() {
            Some(parent) => format!("{}/{}", parent.path(), self.name),
            None => self.name.clone(),
        }
    }
}

trait Visitor {
    fn visit(&mut self, tree: &Tree);
}

#[derive(Default)]
struct Names {
    seen: BTreeMap<String, usize>,
}

impl Visitor for Names {
    fn visit(&mut self, tree: &Tree) {
        *self.seen.entry(tree.name.clone()).or_default() += 1;
        for child in tree.children.borrow().iter() {
            self.visit(child);
        }
    }
}

fn walk(tree: &Tree, visitor: &mut dyn Visitor) {
    visitor.visit(tree);
    visitor.visit(tree);
}

fn main() {
    let a = Matrix { rows: vec![vec![1, 2], vec![3, 4]] };
    let b = a.clone();
    let mut sum = a + b;
    sum += 1;
    sum[0][1] = 9;
    println!("{:?} {}", sum, sum[1].len());
    let mut text = Guarded { value: String::from("x"), writes: Cell::new(0) };
    text.push('y');
    text.push_str("z");
    println!("{} {}", text.len(), *text);
    let root = Tree::new("root");
    let leaf = Tree::new("leaf");
    root.adopt(leaf.clone());
    println!("{} {}", leaf.path(), Rc::strong_count(&leaf));
    let mut names = Names::default();
    walk(&root, &mut names);
    for (name, count) in &names.seen {
        println!("{name} {count}");
    }
}
