"""What is built 補助標的: digital services, service levels and the domain that they are for."""
