"""`sstc certificates`: issue certificates, check them, and revoke them."""
